// What git may know of this machine. Built from nothing: a variable or a config file that slips through could run a
// program, show a prompt, or send a password elsewhere.
import type { Environment } from '../../model/config/environment.ts';
import type { Scheme } from '../access/remote-url.ts';
import { NOWHERE } from './nowhere.ts';

/** The whole environment of a git process. */
export type GitEnvironment = Readonly<Record<string, string>>;
/** One line of git's configuration. */
export type GitConfig = readonly (readonly [key: string, value: string])[];

const WINDOWS = process.platform === 'win32';

const PASSED = ['PATH', 'PATHEXT', 'SYSTEMROOT', 'COMSPEC', 'TEMP', 'TMP', 'TMPDIR'];
const PROXIES = ['HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'https_proxy', 'all_proxy', 'no_proxy'];
// What git's own configuration, credential helpers and agents of a user need.
const SYSTEM = [
  ...['HOME', 'USER', 'LOGNAME', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR', 'XDG_CACHE_HOME', 'XDG_DATA_HOME'],
  ...['USERPROFILE', 'USERNAME', 'USERDOMAIN', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA'],
  ...[
    'PROGRAMDATA',
    'PROGRAMFILES',
    'SSH_AUTH_SOCK',
    'KRB5CCNAME',
    'KRB5_CONFIG',
    'DBUS_SESSION_BUS_ADDRESS',
  ],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
];

// Where a .netrc, an attributes file or any configuration but the repository's own would be looked for.
const ALONE: GitEnvironment = {
  HOME: NOWHERE,
  XDG_CONFIG_HOME: NOWHERE,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: NOWHERE,
  GIT_CONFIG_SYSTEM: NOWHERE,
};

/** What git is given to reach a remote. */
export interface GitAccess {
  readonly config: GitConfig;
  /** The user's own git configuration, helpers and agents take part. */
  readonly system: boolean;
}

/** For git processes that read the mirror and reach nobody. */
export function localEnvironment(outer: Environment, mirror: string, config: GitConfig = []): GitEnvironment {
  return {
    ...pick(outer, PASSED),
    ...base(mirror),
    ...ALONE,
    GIT_ALLOW_PROTOCOL: 'none',
    ...configVariables([['core.hooksPath', NOWHERE], ...config]),
  };
}

/**
 * For the one git that finds a checkout: the user's own configuration says whose repositories are to be trusted. It must
 * be a verb that reads nothing of the repository but where it is.
 */
export function findingEnvironment(outer: Environment): GitEnvironment {
  const { GIT_DIR: _, ...rest } = base('');
  return {
    ...pick(outer, [...PASSED, ...SYSTEM]),
    ...rest,
    GIT_ALLOW_PROTOCOL: 'none',
    ...configVariables([['core.hooksPath', NOWHERE]]),
  };
}

/** For git processes that talk to the remote. Holds the token: never log it. */
export function remoteEnvironment(options: {
  readonly outer: Environment;
  readonly mirror: string;
  readonly scheme: Scheme;
  readonly access: GitAccess;
  readonly limit: number;
}): GitEnvironment {
  const { outer, mirror, scheme, access, limit } = options;
  return {
    ...pick(outer, [...PASSED, ...PROXIES, ...(access.system ? SYSTEM : [])]),
    ...base(mirror),
    ...(access.system ? {} : ALONE),
    GIT_ALLOW_PROTOCOL: scheme,
    ...configVariables([...remoteConfig(limit), ...access.config]),
  };
}

/** The environment with further lines of configuration. */
export function withConfig(environment: GitEnvironment, config: GitConfig): GitEnvironment {
  return { ...environment, ...configVariables(config, Number(environment.GIT_CONFIG_COUNT)) };
}

function base(mirror: string): GitEnvironment {
  return {
    LC_ALL: 'C',
    // Named, so that git looks for no repository of its own, in a folder above for instance.
    GIT_DIR: mirror,
    GIT_ATTR_NOSYSTEM: '1',
    // No templates: what lies in git's own folder of them would become part of a new repository.
    GIT_TEMPLATE_DIR: '',
    GIT_DEFAULT_HASH: 'sha1',
    GIT_DEFAULT_REF_FORMAT: 'files',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
  };
}

function remoteConfig(limit: number): GitConfig {
  return [
    ['core.hooksPath', NOWHERE],
    ['core.fsmonitor', 'false'],
    ['http.followRedirects', 'false'],
    ['http.sslVerify', 'true'],
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', String(Math.ceil(limit / 1000))],
    // In the foreground, where the time limit reaches it.
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    ...(WINDOWS ? ([['http.sslBackend', 'schannel']] as const) : []),
  ];
}

function configVariables(config: GitConfig, before = 0): GitEnvironment {
  const pairs = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(before + config.length), ...Object.fromEntries(pairs) };
}

// Windows does not tell `Path` from `PATH`.
function pick(outer: Environment, names: readonly string[]): GitEnvironment {
  const wanted = new Set(names);
  const kept = Object.entries(outer).filter(([name]) => wanted.has(WINDOWS ? name.toUpperCase() : name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
