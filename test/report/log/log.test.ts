import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logged } from '../make/logged.ts';
import { NOW } from '../make/moment.ts';
import { EVENTS } from '../make/noun/events.ts';
import { eventsWith } from '../make/with-text.ts';

const TIME = new Date(NOW).toISOString();

describe('a log for machines', () => {
  it('is one JSON text a line, the time, the level, the event and its words among its fields', () => {
    expect(logged([EVENTS.fetchFailed]).map((line) => JSON.parse(line))).toEqual([
      {
        ...{ level: 'warn', time: TIME, event: 'fetchFailed', source: 'content', code: 'DPS3010' },
        ...{ retryAt: TIME, msg: 'content cannot be fetched: the host does not answer' },
      },
    ]);
  });

  it('has a line for every event', () => {
    const lines = logged(Object.values(EVENTS));
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(Object.keys(EVENTS));
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });

  it('leaves out what is worth less than asked for', () => {
    const { fetched, calling, warned, stuck } = EVENTS;
    const told = (level: 'debug' | 'info' | 'warn' | 'error') =>
      logged([fetched, calling, warned, stuck], { level }).map((line) => JSON.parse(line).event);
    expect(told('debug')).toEqual(['fetched', 'calling', 'warned', 'stuck']);
    expect(told('info')).toEqual(['calling', 'warned', 'stuck']);
    expect(told('warn')).toEqual(['warned', 'stuck']);
    expect(told('error')).toEqual(['stuck']);
  });
});

describe('a log for people', () => {
  it('has the moment, the level, what happened, and the code to look up', () => {
    const moment = `${TIME.slice(0, 10)} ${TIME.slice(11, 19)}Z`;
    expect(logged([EVENTS.siteHeld, EVENTS.calling], { form: 'text' })).toEqual([
      `${moment} warn  calls to P01 are held: the login was refused (DPS2021)\n`,
      `${moment} info  3 calls to make\n`,
    ]);
  });

  it('has colours where they are wanted, and only there', () => {
    const events = Object.values(EVENTS);
    expect(logged(events, { form: 'text' }).join('')).not.toContain('\u001b');
    for (const line of logged(events, { form: 'text', colour: true })) expect(line).toContain('\u001b[');
  });
});

describe.each(['json', 'text'] as const)('a text from outside, in a log as %s', (form) => {
  it('is shown and never obeyed, and stays on its line', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...'\u001b[2J\u009b\r\n\t\0\u202e\u2066\u2028\u200b"\\{}ab 東🏢'),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of logged(eventsWith(text), { form })) {
          expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069]/u);
          expect(line.at(-1)).toBe('\n');
          if (form === 'json') JSON.parse(line);
        }
      }),
    );
  });

  it('is cut where it is a page', () => {
    const [line = ''] = logged([{ type: 'warned', message: '🏢'.repeat(50_000) }], { form });
    expect(line.length).toBeLessThan(4200);
    expect(line).toContain('🏢…');
    expect(line.isWellFormed()).toBe(true);
  });
});

// Every place that a secret comes from, with characters that each way of writing changes.
const CANARIES = {
  tokenEnv: 'ghp_canary+token/env=="1"',
  tokenFile: 'glpat-canary token\\file ü\n',
  keyFile: '-----BEGIN KEY-----\nY2FuYXJ5a2V5ZmlsZQ==\n-----END KEY-----\n',
  webhookSecret: 'hook&canary?secret#%41',
  metricsToken: "metrics'canary(token)*!~",
};

/** Everything that a host may make of a secret before it sends it back. */
const WRITTEN: Readonly<Record<string, (secret: string) => string>> = {
  'by itself': (secret) => secret,
  'in a message': (secret) => `remote: invalid credentials "${secret}" for content`,
  'in JSON': (secret) => JSON.stringify({ error: { message: secret } }),
  'in a url': (secret) => `https://x-access-token:${encodeURIComponent(secret)}@git.corp.example/content.git`,
  'in a url, in lower case': (secret) =>
    `https://git.example/?t=${encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())}`,
  'as the password of a url': (secret) =>
    Object.assign(new URL('https://user@host/'), { password: secret }).href,
  'in a form': (secret) => new URLSearchParams({ token: secret }).toString(),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64url': (secret) => Buffer.from(secret).toString('base64url'),
  'in basic authentication': (secret) =>
    `Authorization: Basic ${Buffer.from(`x-access-token:${secret}`).toString('base64')}`,
  'in basic authentication, of a user more': (secret) =>
    `Authorization: Basic ${Buffer.from(`a:${secret}`).toString('base64')}`,
  'in basic authentication, of another': (secret) =>
    `Authorization: Basic ${Buffer.from(`ab:${secret}`).toString('base64')}`,
};

describe.each(Object.entries(CANARIES))('the secret of %s', (_place, secret) => {
  it.each(Object.entries(WRITTEN))('%s stands in no line', (_way, write) => {
    const written = [secret, secret.trim()].map(write);
    for (const text of written) {
      for (const form of ['json', 'text'] as const) {
        const clear = logged(eventsWith(text), { form }).join('');
        const clean = logged(eventsWith(text), { form, secrets: () => [secret] }).join('');
        expect(tellsOf(clear, secret)).toBe(true);
        expect(tellsOf(clean, secret)).toBe(false);
        expect(clean).toContain('***');
      }
    }
  });
});

/** Whether the word that every canary has can be read in what was logged, or in base64 that stands there. */
function tellsOf(text: string, secret: string): boolean {
  const word = secret.includes('canary') ? 'canary' : 'Y2FuYXJ5';
  if (text.includes(word)) return true;
  const runs = text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? [];
  return runs.some((run) =>
    [0, 1, 2, 3].some((from) => Buffer.from(run.slice(from), 'base64').toString('latin1').includes(word)),
  );
}

describe('secrets', () => {
  it('are looked for as they are at that moment', () => {
    let secret = 'first-secret';
    const told = (text: string) =>
      logged([{ type: 'warned', message: text }], { form: 'text', secrets: () => [secret] }).join('');
    expect(told('first-secret')).toContain('***');
    secret = 'second-secret';
    expect(told('first-secret second-secret')).toMatch(/first-secret \*\*\*\n$/);
  });

  it('that are short are taken out as well, the shortest as words of their own', () => {
    const secrets = () => ['hunter2', 'x9'];
    const message = 'tried hunter2, then x9; not x99';
    const [line] = logged([{ type: 'warned', message }], { form: 'text', secrets });
    expect(line).toContain('tried ***, then ***; not x99');
  });

  it('that hold one another leave nothing of either', () => {
    const secrets = () => ['canary-one', 'canary-one-and-two'];
    const [line] = logged([{ type: 'warned', message: 'x canary-one-and-two y' }], { form: 'text', secrets });
    expect(line).toMatch(/x \*\*\* y\n$/);
  });

  it('are asked for once a line, and not for a line that is left out', () => {
    let asked = 0;
    const secrets = () => {
      asked += 1;
      return [];
    };
    logged([EVENTS.concluded, EVENTS.fetched], { level: 'info', secrets });
    expect(asked).toBe(1);
  });
});
