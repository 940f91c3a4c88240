// A pull request's host → its API, opened: the one place that names all three.
import { AZUREDEVOPS_ADVICE, azuredevopsHeaders, openAzuredevops } from './azuredevops/api.ts';
import { GITHUB_ADVICE, githubHeaders, githubRoot, openGithub } from './github/api.ts';
import { GITLAB_ADVICE, gitlabHeaders, openGitlab } from './gitlab/api.ts';
import type { Host, Session } from './host.ts';
import { type Client, type ClientOptions, openClient } from './http/client.ts';
import type { HostName } from './pipeline.ts';
import type { Target } from './target.ts';

interface Api {
  readonly name: string;
  readonly headers: (token: string) => ClientOptions['headers'];
  readonly advice: ClientOptions['advice'];
  /** What all requests have in common of the address. */
  readonly root: (apiUrl: string) => string;
  readonly open: (session: Session) => Host;
}

const whole = (apiUrl: string): string => apiUrl;

const APIS: Readonly<Record<HostName, Api>> = {
  github: {
    ...{ name: 'GitHub', headers: githubHeaders, advice: GITHUB_ADVICE, root: githubRoot, open: openGithub },
  },
  gitlab: { name: 'GitLab', headers: gitlabHeaders, advice: GITLAB_ADVICE, root: whole, open: openGitlab },
  azuredevops: {
    name: 'Azure DevOps',
    headers: azuredevopsHeaders,
    advice: AZUREDEVOPS_ADVICE,
    root: whole,
    open: openAzuredevops,
  },
};

/** What the API of a host is opened with. */
interface ApiOptions extends Pick<ClientOptions, 'caFile' | 'environment' | 'clock' | 'sleep' | 'signal'> {
  readonly token: string;
  /** Where it is not a pipeline that asks. */
  readonly advice?: ClientOptions['advice'];
  /** As of a client; these have defaults. */
  readonly timeout?: number;
  readonly patience?: number;
}

/** What a host is opened with, besides the pull request. */
export interface OpenOptions extends ApiOptions {
  readonly key: string;
}

/** A host that is open. */
interface OpenedHost {
  readonly host: Host;
  readonly close: Client['close'];
}

/** Opens the API of a host; nothing is connected yet. */
export function openApi({ host, apiUrl }: Pick<Target, 'host' | 'apiUrl'>, options: ApiOptions): Client {
  const { name, headers, advice, root } = APIS[host];
  return openClient({
    timeout: 30_000,
    patience: 120_000,
    advice,
    ...options,
    name,
    url: root(apiUrl),
    headers: headers(options.token),
  });
}

/** A pull request, on an API that is open. */
export function openPullRequest(host: HostName, session: Session): Host {
  return APIS[host].open(session);
}

/** Opens the host of a pull request; nothing is connected yet. */
export function openHost(target: Target, options: OpenOptions): OpenedHost {
  const client = openApi(target, options);
  const host = openPullRequest(target.host, { client, target, key: options.key });
  return { host, close: () => client.close() };
}
