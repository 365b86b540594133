/** The types of PromQL: a vector is a sample a series, a matrix is a range of samples a series. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';
