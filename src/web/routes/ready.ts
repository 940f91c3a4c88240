import type { FastifyInstance } from 'fastify';
import { messageOf } from '../../model/failure.ts';
import { escapeText } from '../../report/text/layout/escape.ts';
import { answer } from '../answer.ts';
import type { WebOptions } from '../options.ts';
import type { Reading } from '../reader.ts';
import { singleFlight } from '../single-flight.ts';

/** `GET /readyz`: 200, or 503 with a line for each fault. Who may not read them is told only that there are some. */
export function addReadyRoute(
  app: FastifyInstance,
  { mayRead, handlerTimeout, ...options }: Pick<WebOptions, 'findFaults'> & Reading,
): void {
  const findFaults = singleFlight(() => options.findFaults().catch((error) => [messageOf(error)]));
  app.get('/readyz', { handlerTimeout }, async (request, reply) => {
    const faults = await findFaults();
    if (faults.length === 0) return answer(reply, { text: 'ready\n' });
    const shown = mayRead(request) === 'allowed' ? faults.map(escapeText) : ['not ready'];
    return answer(reply, { status: 503, text: `${shown.join('\n')}\n` });
  });
}
