import { InvalidArgumentError } from 'commander';
import {
  type Entry,
  type PackageId,
  parseEntry,
  type SiteCode,
  toPackageId,
  toSiteCode,
} from '../model/entry.ts';
import { parseSelector, type Selector } from '../model/selection/selector.ts';
import { NO_DURATION, parseDuration } from '../model/units/duration.ts';

/** `SITE/PACKAGE/GROUP` from the command line, or commander's error. */
export function entryArgument(text: string): Entry {
  const entry = parseEntry(text);
  if (entry) return entry;
  throw new InvalidArgumentError(
    'It is no entry; write SITE/PACKAGE/GROUP, such as "P01/P0100012/Branch Offices EU".',
  );
}

/** Several of them: commander calls this once for each. */
export function entryArguments(text: string, before: readonly Entry[] = []): readonly Entry[] {
  return [...before, entryArgument(text)];
}

/** An entry with `*`, or `label=value`. */
export function selectorArgument(text: string): Selector {
  const selector = parseSelector(text);
  if (selector) return selector;
  throw new InvalidArgumentError(
    'It is no selector; write an entry with * ("P01/*/Branch *") or label=value.',
  );
}

/** A site code. */
export function siteArgument(text: string): SiteCode {
  const site = toSiteCode(text);
  if (site) return site;
  throw new InvalidArgumentError('It is no site code; it has three letters or digits.');
}

/** A PackageID. */
export function packageArgument(text: string): PackageId {
  const id = toPackageId(text);
  if (id) return id;
  throw new InvalidArgumentError('It is no PackageID; it has eight letters or digits, such as P0100012.');
}

/** A share between 0 and 1. */
export function shareArgument(text: string): number {
  const share = Number(text);
  if (/^[0-9.]+$/.test(text) && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('It is no share; write a number between 0 and 1.');
}

/** A whole number from 0 on. */
export function countArgument(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no whole number.');
}

/** Milliseconds in `500ms`, `30s`, `5m`, `2h`, `7d`. */
export function durationArgument(text: string): number {
  const duration = parseDuration(text);
  if (duration !== undefined) return duration;
  throw new InvalidArgumentError(`It ${NO_DURATION}.`);
}
