import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findClass } from './classes/classes.ts';
import type { SimulatedFault } from './fault.ts';
import { writeMetadata } from './metadata.ts';
import { OdataError } from './odata-error.ts';
import { type QueryString, readPage } from './query.ts';
import { readTarget } from './redistribute.ts';
import type { ServedSite } from './site.ts';

interface Read {
  readonly Params: { readonly resource: string };
  readonly Querystring: QueryString;
}

interface MethodCall {
  readonly Params: { readonly resource: string; readonly method: string };
}

const ROOT = '/AdminService/wmi';

/** Puts the AdminService's addresses on a server. */
export function addRoutes(app: FastifyInstance, site: ServedSite): void {
  app.addHook('onRequest', async (request, reply) => watch(site, request, reply));
  app.addHook('preHandler', async () => pause(site.settings.latency));
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  app.setNotFoundHandler((request, reply) => sendError(reply, notFound(request.url)));
  app.get<Read>(`${ROOT}/:resource`, async (request, reply) => answerRead(site, request, reply));
  app.post<MethodCall>(`${ROOT}/:resource/:method`, async (request, reply) =>
    answerCall(site, request, reply),
  );
}

function watch({ settings }: ServedSite, request: FastifyRequest, reply: FastifyReply): void {
  const { method, url, headers, socket } = request;
  reply.header('date', new Date(settings.clock()).toUTCString());
  settings.watch?.({ method, url, headers, connection: socket.remotePort ?? 0 });
  if (settings.token !== undefined && headers.authorization !== `Bearer ${settings.token}`) {
    throw new OdataError(401, 'Unauthorized', 'Authorization has been denied for this request.');
  }
}

function answerRead(site: ServedSite, request: FastifyRequest<Read>, reply: FastifyReply): FastifyReply {
  const { resource } = request.params;
  if (resource === '$metadata') return reply.type('application/xml').send(writeMetadata());
  const rowClass = findClass(resource);
  if (!rowClass) throw notFound(resource);
  const fault = site.faultOfRead(rowClass.name, request.url);
  if (fault) return spoil(reply, fault);
  const { rows, next } = readPage(site.world, rowClass, request.query, site.settings.pageSize);
  const root = `http://${request.host}${ROOT}`;
  return reply.send({
    '@odata.context': `${root}/$metadata#${rowClass.name}`,
    value: rows,
    ...(next === null ? {} : { '@odata.nextLink': `${root}/${rowClass.name}?${next}` }),
  });
}

function answerCall(
  site: ServedSite,
  request: FastifyRequest<MethodCall>,
  reply: FastifyReply,
): FastifyReply {
  const { resource, method } = request.params;
  const target = readTarget(site.world, resource, method, request.body);
  const fault = site.faultOfCall(target);
  if (!fault || fault.taken) site.take(target);
  if (fault) return spoil(reply, fault);
  return reply
    .code(201)
    .send({ '@odata.context': `http://${request.host}${ROOT}/$metadata#__PARAMETERS`, ReturnValue: 0 });
}

function spoil(reply: FastifyReply, fault: SimulatedFault): FastifyReply {
  if (fault.kind === 'answer') {
    return reply
      .code(fault.status)
      .headers({ 'content-type': 'application/json', ...fault.headers })
      .send(fault.body);
  }
  reply.hijack();
  if (fault.kind === 'drop') reply.raw.destroy();
  if (fault.kind === 'half') {
    reply.raw.writeHead(201, { 'content-type': 'application/json', 'content-length': 1000 });
    reply.raw.write(fault.body, () => {
      if (fault.ending === 'break') reply.raw.destroy();
    });
  }
  return reply;
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const known = error instanceof OdataError ? error : unexpected(error);
  return reply.code(known.status).send(known.toBody());
}

/** What the server itself refuses, such as a body that is no JSON. */
function unexpected(error: unknown): OdataError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return new OdataError(status, 'Error', error instanceof Error ? error.message : String(error));
}

function notFound(what: string): OdataError {
  return new OdataError(404, 'NotFound', `No resource matches '${what}'.`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
