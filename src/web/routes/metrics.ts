import type { FastifyInstance } from 'fastify';
import { answer, refuse } from '../answer.ts';
import type { WebOptions } from '../options.ts';
import type { Reading } from '../reader.ts';
import { singleFlight } from '../single-flight.ts';

/** `GET /metrics`, for those who may read it. Where nobody may, it looks as if it were not there. */
export function addMetricsRoute(
  app: FastifyInstance,
  { mayRead, handlerTimeout, ...options }: Pick<WebOptions, 'readMetrics'> & Reading,
): void {
  const readMetrics = singleFlight(options.readMetrics);
  app.get('/metrics', { handlerTimeout }, async (request, reply) => {
    const reader = mayRead(request);
    if (reader === 'hidden') return refuse(reply, 404);
    if (reader === 'challenge') return refuse(reply.header('www-authenticate', 'Bearer'), 401);
    return answer(reply, await readMetrics());
  });
}
