import { execFileSync, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A git host over https, for real: git's own http-backend behind a server. */
export interface GitOverHttps {
  /** `https://127.0.0.1:port` */
  readonly origin: string;
  /** The Authorization headers that came in, in order. */
  readonly authorizations: readonly (string | undefined)[];
  /** Resolves when a connection that was left without an answer (`/hang`) is closed by the other side. */
  readonly hangUp: Promise<void>;
  close(): Promise<void>;
}

export interface GitOverHttpsOptions {
  /** The folder that holds the repositories. */
  readonly root: string;
  readonly key: string;
  readonly cert: string;
  /** The only Authorization header that gets in; left out: everyone does. */
  readonly authorization?: string;
}

/** Where git keeps its http-backend, or undefined where it came without. */
export function findHttpBackend(): string | undefined {
  const folder = execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim();
  try {
    execFileSync(join(folder, 'git-http-backend'), { stdio: 'ignore', env: { REQUEST_METHOD: 'NONE' } });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  }
  return join(folder, 'git-http-backend');
}

/**
 * Serves the repositories under `root`. `/elsewhere/…` redirects, `/hang` never answers, and `/echo` sends back
 * what it was told, as a hostile host could.
 */
export async function startGitOverHttps(options: GitOverHttpsOptions): Promise<GitOverHttps> {
  const authorizations: (string | undefined)[] = [];
  const hung = Promise.withResolvers<void>();
  const server = createServer({ key: options.key, cert: options.cert }, (request, response) => {
    const { authorization } = request.headers;
    const path = request.url ?? '/';
    authorizations.push(authorization);
    if (path.startsWith('/hang')) request.socket.once('close', () => hung.resolve());
    else if (path.startsWith('/elsewhere')) {
      response.writeHead(302, { location: path.replace('/elsewhere', '') }).end();
    } else if (path.startsWith('/echo')) echo(response, authorization);
    else if (options.authorization !== undefined && authorization !== options.authorization) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    } else backend(options.root, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    authorizations,
    hangUp: hung.promise,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function echo(response: ServerResponse, authorization = ''): void {
  const secret = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
  response.writeHead(403, { 'content-type': 'text/plain' });
  response.end(`\x1b[31mYou sent ${authorization} which is ${secret.replace(/^.*?:/, '')}\n`);
}

// git-http-backend(1) speaks CGI.
function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { headers, method } = request;
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: method,
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin.on('error', () => {}));
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.on('close', () => answer(Buffer.concat(parts), response));
}

function answer(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf('\r\n\r\n');
  for (const line of output.toString('latin1', 0, end).split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(output.subarray(end + 4));
}
