import type { Endpoint, Outcome } from '../ledger/request-record.ts';

/** The status of an answer that could not begin; `cancelled` has none, nobody is there to read it. */
export const statusCode: { readonly [O in Outcome]: string } = {
  success: '200',
  cancelled: '499',
  validation: '400',
  not_found: '404',
  overload: '529',
  unavailable: '503',
  internal: '500',
  response_timeout: '504',
};

export const pathOf: { readonly [E in Endpoint]: string } = {
  chat_completions: '/v1/chat/completions',
  completions: '/v1/completions',
  responses: '/v1/responses',
};
