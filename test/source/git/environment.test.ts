import { describe, expect, it } from 'vitest';
import { localEnvironment, remoteEnvironment } from '../../../src/source/git/environment.ts';
import { NOWHERE } from '../../../src/source/git/nowhere.ts';

const outer = {
  ...{ PATH: '/bin', HOME: '/home/me', SSH_AUTH_SOCK: '/agent', https_proxy: 'http://proxy', SECRET: 'x' },
  ...{
    GIT_SSH_COMMAND: 'x',
    GIT_PROXY_COMMAND: 'x',
    GIT_CONFIG_PARAMETERS: 'x',
    LD_PRELOAD: 'x',
    GIT_DIR: '/x',
  },
};

const remote = (system: boolean) =>
  remoteEnvironment({
    ...{ outer, mirror: '/mirror', scheme: 'https', limit: 1500 },
    access: { system, config: [['credential.helper', '']] },
  });

/** The configuration in an environment, as git reads it. */
function configOf(
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const indexes = Array.from({ length: Number(environment.GIT_CONFIG_COUNT) }, (_, index) => index);
  return Object.fromEntries(
    indexes.map((index) => [
      environment[`GIT_CONFIG_KEY_${index}`],
      environment[`GIT_CONFIG_VALUE_${index}`],
    ]),
  );
}

describe('the environment of git', () => {
  it('holds of the outer one only how to find programs, where the mirror is read', () => {
    const environment = localEnvironment(outer, '/mirror');
    expect(environment).toMatchObject({
      PATH: '/bin',
      HOME: NOWHERE,
      GIT_DIR: '/mirror',
      GIT_ALLOW_PROTOCOL: 'none',
    });
    expect(Object.values(environment)).not.toContain('x');
    expect(environment).not.toHaveProperty('https_proxy');
    expect(configOf(environment)).toEqual({ 'core.hooksPath': NOWHERE });
  });

  it('holds the proxy as well, where the remote is asked', () => {
    const environment = remote(false);
    expect(environment).toMatchObject({
      ...{
        https_proxy: 'http://proxy',
        HOME: NOWHERE,
        GIT_ALLOW_PROTOCOL: 'https',
        GIT_TERMINAL_PROMPT: '0',
      },
      ...{ GIT_CONFIG_GLOBAL: NOWHERE, GIT_CONFIG_SYSTEM: NOWHERE, GIT_CONFIG_NOSYSTEM: '1' },
    });
    expect(Object.values(environment)).not.toContain('x');
    expect(environment).not.toHaveProperty('SSH_AUTH_SOCK');
    expect(configOf(environment)).toMatchObject({
      ...{ 'core.hooksPath': NOWHERE, 'http.followRedirects': 'false', 'http.sslVerify': 'true' },
      ...{ 'http.lowSpeedTime': '2', 'credential.helper': '' },
    });
  });

  it("holds the user's home, agent and configuration with auth of type system, and still no more", () => {
    const environment = remote(true);
    expect(environment).toMatchObject({ HOME: '/home/me', SSH_AUTH_SOCK: '/agent', GIT_DIR: '/mirror' });
    expect(environment).not.toHaveProperty('GIT_CONFIG_GLOBAL');
    expect(Object.values(environment)).not.toContain('x');
  });
});
