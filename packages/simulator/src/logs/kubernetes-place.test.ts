import { describe, expect, it } from 'vitest';

import { kubernetesPlace } from './kubernetes-place.ts';

describe('the place of a process on Kubernetes', () => {
  it.each([
    ['chat-llama-decode-1', 'chat-llama', 'decode'],
    ['tools-qwen-worker-10', 'tools-qwen', 'worker'],
    ['dynamo-frontend-0', 'dynamo', 'frontend'],
    ['dynamo-planner', 'dynamo', 'planner'],
  ])('%s is of %s: %s', (name, deployment, component) => {
    expect(kubernetesPlace({ name, service: '', instance: '' })).toEqual({
      namespace: 'dynamo',
      deployment,
      component,
      componentType: component,
      pod: name,
    });
  });
});
