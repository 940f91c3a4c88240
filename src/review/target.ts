// Which pull request is meant: what the command line gives stands before what the pipeline's environment tells.
import type { Environment } from '../model/config/environment.ts';
import { azuredevopsPipeline } from './azuredevops/pipeline.ts';
import { hostFailure } from './failure.ts';
import { githubPipeline } from './github/pipeline.ts';
import { gitlabPipeline } from './gitlab/pipeline.ts';
import type { HostName, Pipeline, Values } from './pipeline.ts';
import { findPipelineToken } from './token.ts';

/** A pull request, and how its host is reached. */
export interface Target {
  readonly host: HostName;
  /** The address of the API, without a slash at its end: https, or this machine. */
  readonly apiUrl: string;
  /** As the host's API names it: `owner/repository`, an id or a path, `project/repository`. */
  readonly project: string;
  readonly pullRequest: number;
  /** A revision of the target branch. */
  readonly base: string;
  /** A revision: the newest commit of the pull request, and not the merge that a pipeline checks out. */
  readonly head: string;
  /** The change comes from a fork: hosts give its pipelines no token that may write. */
  readonly fork: boolean;
  /** null: none was given. */
  readonly token: string | null;
}

/** What the command line gives. */
export interface Given extends Partial<Values> {
  readonly host?: HostName | undefined;
  /** The variable that holds the token. */
  readonly tokenEnv?: string | undefined;
}

const PIPELINES: readonly Pipeline[] = [githubPipeline, gitlabPipeline, azuredevopsPipeline];

const FLAGS: Readonly<Record<keyof Values, string>> = {
  apiUrl: '--api-url',
  project: '--project',
  pullRequest: '--pull-request',
  base: '--base',
  head: '--head',
};

/** The hosts that there are. */
export const HOST_NAMES: readonly HostName[] = PIPELINES.map(({ host }) => host);

/** The pull request that is meant. Throws a Failure that names the variable or flag at fault, and never its token. */
export function readTarget(given: Given, environment: Environment): Target {
  const pipeline = readPipeline(given.host, environment);
  const { values: seen, fork } = pipeline.look(environment, given);
  const read = (name: keyof Values): string => {
    const text = given[name] ?? seen[name];
    if (text) return text;
    const detail = `${FLAGS[name]}; it is usually in ${pipeline.variables[name]}`;
    throw hostFailure('missing', { where: pipeline.name, detail });
  };
  return {
    host: pipeline.host,
    apiUrl: checkUrl(read('apiUrl')),
    project: checkForm('project', read('project'), pipeline.projectForm),
    pullRequest: Number(checkForm('pullRequest', read('pullRequest'), /^[1-9]\d{0,9}$/)),
    base: read('base'),
    head: read('head'),
    fork,
    token: findPipelineToken(given.tokenEnv === undefined ? pipeline.tokens : [given.tokenEnv], environment),
  };
}

function readPipeline(host: HostName | undefined, environment: Environment): Pipeline {
  const found = PIPELINES.find((one) => (host === undefined ? one.isHere(environment) : one.host === host));
  if (found) return found;
  throw hostFailure('noHost', { where: 'dpsync review' });
}

function checkForm(name: keyof Values, text: string, form: RegExp): string {
  if (fits(text, form)) return text;
  throw hostFailure('badValue', { where: FLAGS[name], detail: `it is to match ${form.source}` });
}

function fits(text: string, form: RegExp): boolean {
  // A segment of dots would lead to another place of the API.
  return form.test(text) && !text.split('/').some((segment) => /^\.+$/.test(segment));
}

/** Whether a project can be one of this host. */
export function isProject(host: HostName, text: string): boolean {
  return PIPELINES.some((pipeline) => pipeline.host === host && fits(text, pipeline.projectForm));
}

/** The address may hold a password, so it is not repeated. */
function checkUrl(text: string): string {
  const url = findApiUrl(text);
  if (url !== undefined) return url;
  const detail = 'it is to be an https address without user, password or query';
  throw hostFailure('badValue', { where: FLAGS.apiUrl, detail });
}

/** The address of an API without a slash at its end; undefined where it is none, or would show the token to others. */
export function findApiUrl(text: string): string | undefined {
  const url = URL.parse(text);
  const loopback = url && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
  const bare = url && url.username + url.password + url.search + url.hash === '';
  return safe && bare ? url.href.replace(/\/+$/, '') : undefined;
}
