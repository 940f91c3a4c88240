import { type FastifyInstance, fastify } from 'fastify';
import { refuse } from './answer.ts';
import { limitConnections } from './connection-limits.ts';
import type { Limits, WebOptions } from './options.ts';
import { readerCheck } from './reader.ts';
import { addHealthRoute } from './routes/health.ts';
import { addHookRoute } from './routes/hooks.ts';
import { addMetricsRoute } from './routes/metrics.ts';
import { addReadyRoute } from './routes/ready.ts';

const LARGEST_BODY = 1_048_576;

/** The server before it listens: what no route names is answered with 404, and no error tells what went wrong inside. */
export function makeServer(
  options: WebOptions,
  { requestTime, loopback, ...limits }: Limits & { readonly loopback: boolean },
): FastifyInstance {
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    requestTimeout: requestTime,
    keepAliveTimeout: requestTime,
    maxRequestsPerSocket: 100,
    http: {
      // Where this is longer, Node takes it for the whole request, and the other for the headers alone.
      headersTimeout: requestTime,
      // Node looks for slow requests at this pace, and only every 30 s by itself.
      connectionsCheckingInterval: Math.ceil(requestTime / 10),
      maxHeaderSize: 16_384,
    },
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 404),
  });
  limitConnections(app.server, limits);
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404));
  app.setErrorHandler((error, _request, reply) => refuse(reply, statusOf(error)));
  // A signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const mayRead = readerCheck({ loopback, findToken: options.findMetricsToken });
  addHookRoute(app, options);
  addHealthRoute(app);
  const reading = { mayRead, handlerTimeout: requestTime };
  addReadyRoute(app, { findFaults: options.findFaults, ...reading });
  addMetricsRoute(app, { readMetrics: options.readMetrics, ...reading });
  return app;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
