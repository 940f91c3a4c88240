// When calls may start. Deny beats allow; where an allow window speaks of an entry, outside of it nothing is called.
import type { WindowSettings } from './form.ts';
import { type Labelled, matcherOf } from './match.ts';
import { readSchedule, type Schedule } from './schedule.ts';

/** Why an entry may not be called at a moment. */
export interface Closed {
  /** The deny windows that are open, else the allow windows that are not; they are of one kind, and at least one. */
  readonly by: readonly WindowSettings[];
  /** When it may be called next, in milliseconds since 1970; null where no such moment was found. */
  readonly until: number | null;
}

/** Finds what keeps an entry from being called; undefined where nothing does. */
export type FindClosed = (what: Labelled) => Closed | undefined;

/** The windows at one moment, in milliseconds since 1970. Entries of which the same windows speak are looked at once. */
export function windowsAt(settings: readonly WindowSettings[] | undefined, now: number): FindClosed {
  const windows = (settings ?? []).map(windowOf);
  const found = new Map<string, Closed | undefined>();
  return (what) => {
    const matching = windows.filter(({ matches }) => matches(what));
    const set = matching.map((window) => windows.indexOf(window)).join();
    if (!found.has(set)) found.set(set, closedAt(matching, now));
    return found.get(set);
  };
}

interface Window extends Schedule {
  readonly settings: WindowSettings;
  readonly matches: (what: Labelled) => boolean;
}

/** A config's windows are asked before every call: each is made ready once. */
const ready = new WeakMap<WindowSettings, Window>();

function windowOf(settings: WindowSettings): Window {
  const { schedule, timeZone } = settings;
  const known = ready.get(settings);
  const window = known ?? { settings, matches: matcherOf(settings), ...readSchedule(schedule, timeZone) };
  ready.set(settings, window);
  return window;
}

/** When a window that is open at this moment closes. Every opening lasts as long: the newest one closes last. */
function findClosing({ findLast, settings }: Window, at: number): number | undefined {
  const opened = findLast(at);
  return opened !== undefined && at < opened + settings.duration ? opened + settings.duration : undefined;
}

function closedAt(windows: readonly Window[], now: number): Closed | undefined {
  const kinds = kindsOf(windows);
  const by = closers(kinds, now);
  if (by.length === 0) return undefined;
  return { by: by.map(({ settings }) => settings), until: findUntil(kinds, now) };
}

interface Kinds {
  readonly allow: readonly Window[];
  readonly deny: readonly Window[];
}

function kindsOf(windows: readonly Window[]): Kinds {
  const { allow = [], deny = [] } = Object.groupBy(windows, ({ settings }) => settings.kind);
  return { allow, deny };
}

/** What closes at this moment: nothing where it is open. */
function closers({ allow, deny }: Kinds, at: number): readonly Window[] {
  const isOpen = (window: Window) => findClosing(window, at) !== undefined;
  const open = deny.filter(isOpen);
  if (open.length > 0) return open;
  return allow.some(isOpen) ? [] : allow;
}

/** So many openings and closings are looked at: windows that deny each other for ever must not hold up a plan. */
const MOST_STEPS = 1000;

function findUntil(kinds: Kinds, now: number): number | null {
  let at: number | undefined = now;
  for (let step = 0; step < MOST_STEPS && at !== undefined; step += 1) {
    const closed = closers(kinds, at);
    if (closed.length === 0) return at;
    at = nextChange(closed, at);
  }
  return null;
}

/** The first moment at which these may be no more in the way: all that deny are closed, or one that allows opens. */
function nextChange(closed: readonly Window[], at: number): number | undefined {
  const closings = closed.flatMap((window) => findClosing(window, at) ?? []);
  if (closings.length > 0) return Math.max(...closings);
  const openings = closed.flatMap(({ findNext }) => findNext(at) ?? []);
  return openings.length > 0 ? Math.min(...openings) : undefined;
}

/**
 * The last moment up to `until` at which an entry that may be called at `from` still may be: both in milliseconds since
 * 1970, and so near to each other that nothing closes and opens again in between.
 */
export function openUntil(
  settings: readonly WindowSettings[] | undefined,
  what: Labelled,
  { from, until }: { readonly from: number; readonly until: number },
): number {
  const isOpen = (at: number) => windowsAt(settings, at)(what) === undefined;
  if (isOpen(until)) return until;
  let [open, closed] = [from, until];
  while (closed - open > 1) {
    const middle = Math.floor((open + closed) / 2);
    if (isOpen(middle)) open = middle;
    else closed = middle;
  }
  return open;
}
