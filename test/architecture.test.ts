import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Module {
  /** Other modules, or single files of them. */
  readonly modules: readonly string[];
  /** Packages and node modules; a trailing `*` allows what begins so. */
  readonly packages: readonly string[];
}

/** the arrows, as data. An allow list: what is not named is refused. */
const MODULES: Readonly<Record<string, Module>> = {
  model: { modules: [], packages: ['node:crypto'] },
  source: {
    modules: ['model'],
    packages: [
      'simple-git',
      'chokidar',
      'zod',
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:os',
      'node:crypto',
      // The path of a file:// address, to watch it.
      'node:url',
    ],
  },
  // leven: what an unknown field was probably meant to be.
  declare: { modules: ['model'], packages: ['yaml', 'zod', 'leven'] },
  // croner: when a window opens, by the clock of its zone.
  plan: { modules: ['model'], packages: ['croner', 'zod'] },
  site: {
    modules: ['model'],
    packages: ['undici', 'node-powershell', 'zod', 'node:fs', 'node:tls', 'node:child_process'],
  },
  // node:crypto: what is cached is believed only with a digest by this machine's key.
  ledger: {
    modules: ['model'],
    packages: ['kysely', 'node:sqlite', 'node:crypto', 'zod', 'node:fs', 'node:path', 'node:os'],
  },
  // string-width: how many columns a text takes in a terminal. pino, prom-client: log lines and metrics.
  report: { modules: ['model'], packages: ['zod', 'string-width', 'node:util', 'pino', 'prom-client'] },
  // node:tls: the authorities that this machine trusts, where a further one is named.
  review: { modules: ['model', 'report'], packages: ['undici', 'zod', 'node:fs', 'node:tls'] },
  inspect: {
    modules: ['model', 'source/source.ts', 'site/site.ts', 'ledger/ledger.ts'],
    packages: ['node:fs', 'node:os'],
  },
  simulator: { modules: ['model'], packages: ['fastify', 'node:fs'] },
  reconcile: {
    modules: [
      'model',
      'source/source.ts',
      'declare/declare.ts',
      'plan/plan.ts',
      'site/site.ts',
      'ledger/ledger.ts',
    ],
    // leven: what entry a selector that means none was probably to mean.
    packages: ['leven'],
  },
  daemon: {
    modules: ['model', 'reconcile/steps.ts'],
    // How long calls in flight are waited for at the end, and whether a config is another.
    packages: ['node:timers/promises', 'node:util'],
  },
  // node:crypto: whether a webhook knows the secret.
  web: { modules: ['model', 'report'], packages: ['fastify', 'zod', 'node:crypto'] },
  cli: {
    // errors.ts: `explain` has the page of every code.
    modules: ['compose', 'settings', 'model', 'report', 'declare', '*/errors.ts'],
    packages: [
      'commander',
      // The schemas that are published are made from the forms.
      'zod',
      'node:events',
      'node:timers/promises',
      // V8 is told to be sparing where there is much to read.
      'node:v8',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:process',
      'node:util',
      'node:readline/promises',
      'node:tty',
    ],
  },
  settings: {
    modules: ['model', '*/settings.ts'],
    // re2js: the operator's pattern meets the text of others in linear time. node:crypto, node:v8: what a text said
    // before is written to a file.
    packages: ['yaml', 'zod', 'leven', 're2js', 'node:crypto', 'node:fs', 'node:path', 'node:v8'],
  },
  // Everything but the command line above it.
  compose: {
    modules: [
      'settings',
      'inspect',
      'model',
      'source',
      'declare',
      'plan',
      'site',
      'ledger',
      'report',
      'review',
      'simulator',
      'reconcile',
      'daemon',
      'web',
    ],
    packages: ['node:fs', 'node:fs/promises', 'node:os', 'node:path', 'node:process', 'node:timers/promises'],
  },
  'main.ts': { modules: ['cli'], packages: ['node:module', 'node:process'] },
};

/** Single files that may use more than their module, each for its reason. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // The thread that reads, and the one that hands it texts: the module itself stays blind.
  'declare/threads/worker.ts': ['node:worker_threads'],
  'declare/threads/threads.ts': ['node:worker_threads'],
  // The thread that outlives a blocked event loop, and what starts it.
  // Their types alone.
  'web/connection-limits.ts': ['node:http', 'node:net'],
  'daemon/watchdog.ts': ['node:worker_threads'],
  'daemon/watchdog-worker.ts': ['node:worker_threads', 'node:fs'],
  // A command that writes a token.
  'compose/token.ts': ['node:child_process'],
  // A change of the config is seen without a restart.
  'settings/watch-config.ts': ['chokidar'],
};

/** More is a list of names; a prefix that several share is a folder. */
const MOST_FILES = 20;

/** Folders that may hold more, each for its reason. */
const LARGE_FOLDERS: readonly string[] = [
  // One file for each command.
  'src/cli/commands',
];

const ROOT = resolve(import.meta.dirname, '../src');
const FILES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'));

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
}

const targetOf = (file: string, specifier: string): string =>
  relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll('\\', '/');

const moduleOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file);

function allows(module: Module, file: string, target: string): boolean {
  const targetModule = moduleOf(target);
  if (targetModule === moduleOf(file) && file.includes('/')) return true;
  return module.modules.some(
    (allowed) =>
      allowed === target ||
      allowed === targetModule ||
      (allowed.startsWith('*/') && target.endsWith(allowed.slice(1))),
  );
}

function wrongArrows(file: string): string[] {
  const module = MODULES[moduleOf(file)];
  if (!module) return [`${file}: no such module`];
  return importsOf(file).flatMap((specifier) => {
    if (specifier.startsWith('.')) {
      const target = targetOf(file, specifier);
      if (target === '../package.json') return [];
      return allows(module, file, target) ? [] : [`${file} → ${target}`];
    }
    const packages = [...module.packages, ...(EXCEPTIONS[file] ?? [])];
    return packages.includes(specifier) ? [] : [`${file} → ${specifier}`];
  });
}

/** Every file that a file needs, directly or by others, be it for a type alone. */
function needsOf(file: string, arrows: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const more = (arrows.get(next) ?? []).filter((target) => !found.has(target));
    for (const target of more) found.add(target);
    open.push(...more);
  }
  return found;
}

/** Files that need each other, each circle as one line. */
function circles(): readonly string[] {
  const arrows = new Map(FILES.map((file) => [file, importsOf(file).map((name) => targetOf(file, name))]));
  const needs = new Map(FILES.map((file) => [file, needsOf(file, arrows)]));
  const circleOf = (file: string) =>
    FILES.filter((other) => needs.get(file)?.has(other) && needs.get(other)?.has(file));
  return [...new Set(FILES.map((file) => circleOf(file).toSorted().join(' ⇄ ')))].filter(
    (line) => line !== '',
  );
}

/** How many files lie in a folder of `src` or `test` itself. */
function sizesOfFolders(): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const top of ['src', 'test']) {
    const entries = readdirSync(resolve(ROOT, '..', top), { recursive: true, withFileTypes: true });
    for (const { parentPath } of entries.filter((entry) => entry.isFile())) {
      const folder = relative(resolve(ROOT, '..'), parentPath).replaceAll('\\', '/');
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
  }
  return sizes;
}

describe('the modules', () => {
  it('has files to look at', () => {
    expect(FILES.length).toBeGreaterThan(10);
    expect(importsOf('model/digest.ts')).toEqual([
      'node:crypto',
      './brand.ts',
      './entry.ts',
      './revision.ts',
    ]);
  });

  it.each(FILES)('%s imports only what its module may', (file) => {
    expect(wrongArrows(file)).toEqual([]);
  });

  it('has only the entry directly in src', () => {
    const entry = FILES.filter((file) => !file.includes('/'));
    expect(entry.every((file) => file in MODULES)).toBe(true);
  });

  it('has no circle of files', () => {
    expect(circles()).toEqual([]);
  });

  it('has no folder of more than 20 files', () => {
    const large = [...sizesOfFolders()].filter(([, size]) => size > MOST_FILES).map(([folder]) => folder);
    expect(large).toEqual(LARGE_FOLDERS);
  });

  it('has no module or file for leftovers', () => {
    const leftover = /(^|\/)(utils?|helpers?|common|shared|misc|lib|types|constants)(\/|\.ts$)/;
    expect(FILES.filter((file) => leftover.test(file))).toEqual([]);
  });

  it.each(FILES.filter((file) => ['model', 'declare', 'plan'].includes(moduleOf(file))))(
    '%s is blind',
    (file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      expect(
        text.match(
          /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\.env|\bfetch\(|setTimeout\(/g,
        ),
      ).toBeNull();
    },
  );
});
