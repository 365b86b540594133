export { availability, itl, ttft, type LatencyObjective, type Objective } from './objective.ts';
