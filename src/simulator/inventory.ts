import type { SiteCode } from '../model/entry.ts';
import { bits, chance } from './chance.ts';
import type { SimulatorSettings } from './options.ts';

/** A distribution point. */
export interface Point {
  /** Counts from 0, as a group's and a package's do. */
  readonly number: number;
  readonly name: string;
  readonly nalPath: string;
  /** It shares the site server's library, so a redistribution does nothing there. */
  readonly onSiteServer: boolean;
  /** What is sent to it ends as an error: `refuses` with MessageState 3, `breaks` with 4. */
  readonly fault: 'refuses' | 'breaks' | null;
}

/** A distribution point group; `id` is a GUID with its braces. */
export interface Group {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly points: readonly Point[];
  /** The numbers of the packages that are not assigned to it. */
  readonly lacks: ReadonlySet<number>;
}

/** A package; `size` is in KB, as the site says it. */
export interface Package {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: number;
  readonly version: number;
  /** False: there is nothing to distribute, and no status or job of it. */
  readonly hasContent: boolean;
  /** Its source files were changed after the site had read them last. */
  readonly sourceChanged: boolean;
}

/** What a site has from the start and keeps. */
export interface Inventory {
  readonly code: SiteCode;
  readonly server: string;
  readonly groups: readonly Group[];
  readonly packages: readonly Package[];
  readonly points: readonly Point[];
}

const DOMAIN = 'corp.example';
const SERVER = `CM01.${DOMAIN}`;
/** SMS_PackageBaseclass.PackageType. */
const PACKAGE = 0;
const TASK_SEQUENCE = 4;
const APPLICATION = 8;
const PRODUCTS = [
  'Office LTSC',
  'Visio Viewer',
  'Reader DC',
  'Chrome Enterprise',
  'Edge WebView2 Runtime',
  'VPN Client',
  'Print Drivers',
  '7-Zip',
  'Teams Machine-Wide Installer',
  'Endpoint Agent',
] as const;

/** The inventory of a site of this size; the same settings always give the same one. */
export function makeInventory(settings: SimulatorSettings): Inventory {
  const { code, members } = settings;
  const groups = Math.max(settings.groups, settings.groupNames.length);
  // Neighbouring groups share a distribution point where they have enough of them.
  const stride = Math.max(1, members > 2 ? members - 1 : members);
  const points = makePoints(settings, groups === 0 ? 0 : (groups - 1) * stride + members);
  return {
    code,
    server: SERVER,
    points,
    packages: Array.from({ length: settings.packages }, (_, number) => makePackage(settings, number)),
    groups: Array.from({ length: groups }, (_, number) => ({
      number,
      id: makeGuid(code, number),
      name: settings.groupNames[number] ?? `Branch Offices ${padded(number + 1, 2)}`,
      points: settings.emptyGroups.includes(number)
        ? []
        : points.slice(number * stride, number * stride + members),
      lacks: new Set(settings.unassigned.filter(([group]) => group === number).map(([, content]) => content)),
    })),
  };
}

function makePoints({ code, brokenPoints }: SimulatorSettings, count: number): readonly Point[] {
  return Array.from({ length: count }, (_, number) => {
    const name = number === 0 ? SERVER : `DP${padded(number, 4)}.${DOMAIN}`;
    const fromLast = count - 1 - number;
    const broken = number > 0 && fromLast < brokenPoints;
    return {
      number,
      name,
      nalPath: `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=${code}"]\\\\${name}\\`,
      onSiteServer: number === 0,
      fault: broken ? (fromLast % 2 === 0 ? 'refuses' : 'breaks') : null,
    };
  });
}

function makePackage(settings: SimulatorSettings, number: number): Package {
  const { code, seed, withoutSource, taskSequences, sourceChanged } = settings;
  const product = PRODUCTS[number % PRODUCTS.length];
  const id = `${code}${(number + 1).toString(16).toUpperCase().padStart(5, '0')}`;
  const isSequence = taskSequences.includes(number);
  const hasContent = !isSequence && !withoutSource.includes(number);
  return {
    number,
    id,
    name: `${product} ${1 + Math.floor(number / PRODUCTS.length)}.0`,
    // From a few megabytes to a few gigabytes, most of them small.
    size: hasContent ? Math.round(4096 * 2 ** (chance(seed, 'size', id) * 10)) : 0,
    type: isSequence ? TASK_SEQUENCE : number % 3 === 2 ? APPLICATION : PACKAGE,
    version: 1 + (bits(seed, 'version', id) % 9),
    hasContent,
    sourceChanged: sourceChanged.includes(number),
  };
}

function makeGuid(code: SiteCode, number: number): string {
  const hex = [0, 1, 2, 3].map((part) => bits(code, number, part).toString(16).padStart(8, '0')).join('');
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex.toUpperCase()) ?? [];
  return `{${parts.join('-')}}`;
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
