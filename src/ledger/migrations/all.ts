import type { Kysely } from 'kysely';
import { first } from './0001-first.ts';
import { delivery } from './0002-delivery.ts';
import { trust } from './0003-trust.ts';
import { daemon } from './0004-daemon.ts';
import { reports } from './0005-reports.ts';
import { words } from './0006-words.ts';
import { tokens } from './0007-tokens.ts';
import { approvals } from './0008-approvals.ts';
import { texts } from './0009-texts.ts';

/** One step from a schema to the next. It runs in a transaction with all the others that are missing. */
export type Migration = (db: Kysely<unknown>) => Promise<void>;

/** Steps by name, in their order. A name that was released stays for ever. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Every step up to this version's schema. */
export const MIGRATIONS: Migrations = {
  '0001-first': first,
  '0002-delivery': delivery,
  '0003-trust': trust,
  '0004-daemon': daemon,
  '0005-reports': reports,
  '0006-words': words,
  '0007-tokens': tokens,
  '0008-approvals': approvals,
  '0009-texts': texts,
};
