// Most sources say by their url where their host's API is; the rest has to be written, and is never guessed.
import type { HostName } from '../pipeline.ts';

/** Where a host's API is, and what it calls the project; undefined where the url does not tell for certain. */
interface ReportPlace {
  readonly apiUrl: string | undefined;
  readonly project: string | undefined;
}

/** A git address in the parts that matter. */
interface Remote {
  readonly scheme: 'https' | 'ssh';
  /** With its port. */
  readonly host: string;
  /** Without slashes at its ends and without `.git`. */
  readonly path: string;
}

/** What the url of a source tells of its host. `apiUrl` is what the config says of it. */
export function findReportPlace(
  url: string,
  { host, apiUrl }: { readonly host: HostName; readonly apiUrl: string | undefined },
): ReportPlace {
  const remote = findRemote(url);
  if (!remote) return { apiUrl, project: undefined };
  const found = FINDERS[host](remote, apiUrl);
  return { apiUrl: apiUrl ?? found.apiUrl, project: found.project };
}

const FINDERS: Readonly<Record<HostName, (remote: Remote, apiUrl: string | undefined) => ReportPlace>> = {
  github: onGithub,
  gitlab: onGitlab,
  azuredevops: onAzuredevops,
};

/** github.com, an enterprise of its own on ghe.com, and Enterprise Server: https://docs.github.com/en/enterprise-server/rest */
function onGithub({ scheme, host, path }: Remote): ReportPlace {
  const project = path.split('/').length === 2 ? path : undefined;
  if (/^(?:ssh\.)?github\.com(?::443)?$/.test(host)) return { apiUrl: 'https://api.github.com', project };
  if (host.endsWith('.ghe.com')) return { apiUrl: `https://api.${host}`, project };
  return { apiUrl: scheme === 'https' ? `https://${host}/api/v3` : undefined, project };
}

/** GitLab may be served below a path, which looks like a group: with two names there is no room for one. */
function onGitlab({ scheme, host, path }: Remote, apiUrl: string | undefined): ReportPlace {
  if (/^(?:altssh\.)?gitlab\.com(?::443)?$/.test(host)) {
    return { apiUrl: 'https://gitlab.com/api/v4', project: path };
  }
  const short = path.split('/').length === 2;
  if (apiUrl === undefined) {
    return { apiUrl: scheme === 'https' && short ? `https://${host}/api/v4` : undefined, project: path };
  }
  const root =
    URL.parse(apiUrl)
      ?.pathname.replace(/\/?api\/v4$/, '')
      .slice(1) ?? '';
  const below = scheme === 'https' && root !== '' && path.startsWith(`${root}/`);
  return { apiUrl, project: below ? path.slice(root.length + 1) : path };
}

/** Azure DevOps Services, by its two names. A server of one's own may have more names before the project's, or fewer. */
function onAzuredevops({ scheme, host, path }: Remote): ReportPlace {
  const names = path.split('/').map(decode);
  if (scheme === 'ssh' && host === 'ssh.dev.azure.com') {
    const [version, organization, project, repository] = names;
    return version === 'v3' ? servicesPlace(organization, project, repository) : NOWHERE;
  }
  const at = names.indexOf('_git');
  const repository = at >= 0 && at === names.length - 2 ? names.at(-1) : undefined;
  if (scheme === 'ssh' || repository === undefined) return NOWHERE;
  if (host === 'dev.azure.com') {
    const [organization, project = repository] = names.slice(0, at);
    return servicesPlace(organization, project, repository);
  }
  if (!host.endsWith('.visualstudio.com')) return NOWHERE;
  const [project = repository] = names.slice(0, at).filter((name) => name !== 'DefaultCollection');
  return { apiUrl: `https://${host}`, project: `${project}/${repository}` };
}

const NOWHERE: ReportPlace = { apiUrl: undefined, project: undefined };

function servicesPlace(
  organization: string | undefined,
  project: string | undefined,
  repository: string | undefined,
): ReportPlace {
  if (!organization || !project || !repository) return NOWHERE;
  return {
    apiUrl: `https://dev.azure.com/${encodeURIComponent(organization)}`,
    project: `${project}/${repository}`,
  };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function findRemote(url: string): Remote | undefined {
  const scp = /^(?:[^@/\\:]+@)?([^@/\\:]{2,}):(?!\/\/)(.*)$/.exec(url);
  if (scp) return { scheme: 'ssh', host: (scp[1] ?? '').toLowerCase(), path: bare(scp[2] ?? '') };
  const parsed = URL.parse(url);
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'ssh:')) return undefined;
  const scheme = parsed.protocol === 'https:' ? 'https' : 'ssh';
  return { scheme, host: parsed.host.toLowerCase(), path: bare(parsed.pathname) };
}

function bare(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}
