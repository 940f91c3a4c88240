import type { DaemonEvent } from '../../model/event.ts';
import { showDuration } from '../../model/units/duration.ts';
import { isoTime } from '../json/fields.ts';
import { count } from '../text/layout/count.ts';
import type { EventRows } from './event-row.ts';
import { shortCommit } from './short-commit.ts';

/** How the log tells what happens to a daemon beside its passes. */
export const DAEMON_ROWS: EventRows<DaemonEvent> = {
  started: {
    level: 'info',
    when: 'The daemon has read its config and begins.',
    say: ({ version, sources, sites }) =>
      `dpsync ${version} begins, with ${count(sources, 'source')} and ${count(sites, 'site')}`,
    fields: {
      version: (event) => event.version,
      config: (event) => event.config,
      sources: (event) => event.sources,
      sites: (event) => event.sites,
    },
  },
  listening: {
    level: 'info',
    when: 'Webhooks, probes and metrics are served from now on.',
    say: ({ address }) => `listening on ${address}`,
    fields: { address: (event) => event.address },
  },
  warned: {
    level: 'warn',
    when: 'Something does not work as well as it could.',
    say: ({ message }) => message,
    fields: {},
  },
  stopping: {
    level: 'info',
    when: 'It ends, or begins anew with another config: nothing new is called, what was called gets its answer.',
    say: ({ by }) => `stopping, because of ${by}`,
    fields: { by: (event) => event.by },
  },
  stopped: {
    level: 'info',
    when: 'The daemon has ended.',
    say: () => 'stopped',
    fields: {},
  },
  woken: {
    level: 'debug',
    when: 'A source is about to be looked at.',
    say: ({ source, by }) => `${source} is looked at, because of: ${by}`,
    fields: { source: (event) => event.source, by: (event) => event.by },
  },
  fetchFailed: {
    level: 'warn',
    when: 'The remote of a source could not be asked.',
    say: ({ source, message }) => `${source} cannot be fetched: ${message}`,
    fields: {
      source: (event) => event.source,
      code: (event) => event.code,
      retryAt: (event) => isoTime(event.retryAt),
    },
  },
  passed: {
    level: 'info',
    louder: { level: 'warn', where: 'declarations have problems', is: ({ problems }) => problems > 0 },
    when: 'A pass of a source is on record.',
    say: ({ source, commit, due, held, problems }) =>
      `${source} at ${shortCommit(commit)}: ${due} due, ${held} of them held, ${count(problems, 'problem')}`,
    fields: {
      source: (event) => event.source,
      commit: (event) => event.commit,
      run: (event) => event.run,
      due: (event) => event.due,
      held: (event) => event.held,
      problems: (event) => event.problems,
      durationMs: (event) => event.durationMs,
    },
  },
  passFailed: {
    level: 'error',
    when: 'A pass failed; without a source: the work between passes.',
    say: ({ source, message }) => `the pass${source === null ? '' : ` of ${source}`} failed: ${message}`,
    fields: {
      source: (event) => event.source,
      code: (event) => event.code,
      retryAt: (event) => isoTime(event.retryAt),
    },
  },
  siteReleased: {
    level: 'info',
    when: 'A site that was held can be called again.',
    say: ({ site, heldMs }) => `calls to ${site} go on, after ${showDuration(heldMs)}`,
    fields: { site: (event) => event.site, heldMs: (event) => event.heldMs },
  },
  operatorCommand: {
    level: 'info',
    when: 'An operator command was seen in the ledger.',
    say: ({ command, target, actor }) => `${actor}: ${command} ${target}`,
    fields: {
      command: (event) => event.command,
      target: (event) => event.target,
      actor: (event) => event.actor,
    },
  },
  hookTaken: {
    level: 'info',
    when: 'A webhook was believed, and speaks of the branch of its source.',
    say: ({ source, commit }) =>
      `${source}: a hook came${commit === null ? '' : ` for ${shortCommit(commit)}`}`,
    fields: { source: (event) => event.source, commit: (event) => event.commit },
  },
  hookRefused: {
    level: 'warn',
    when: 'A webhook was not believed.',
    say: ({ source, address, reason }) => `a hook for ${source} from ${address} was refused: ${reason}`,
    fields: {
      source: (event) => event.source,
      address: (event) => event.address,
      reason: (event) => event.reason,
    },
  },
  reported: {
    level: 'info',
    when: 'The git host shows by now what became of a commit.',
    say: ({ source, commit, state }) => `${source} at ${shortCommit(commit)} is reported as ${state}`,
    fields: {
      source: (event) => event.source,
      commit: (event) => event.commit,
      state: (event) => event.state,
    },
  },
  reportFailed: {
    level: 'warn',
    when: 'The git host does not take what became of commits; told once, until it does.',
    say: ({ source, message }) => `what became of ${source} cannot be reported: ${message}`,
    fields: {
      source: (event) => event.source,
      code: (event) => event.code,
      retryAt: (event) => isoTime(event.retryAt),
    },
  },
  reloaded: {
    level: 'info',
    when: 'The config has changed and was taken over.',
    say: ({ file }) => `${file} was taken over`,
    fields: { config: (event) => event.file },
  },
  reloadRefused: {
    level: 'error',
    when: 'The config has changed and cannot be taken over; the one before it still holds.',
    say: ({ file, message }) => `${file} was not taken over: ${message}`,
    fields: { config: (event) => event.file },
  },
  stuck: {
    level: 'error',
    when: 'A loop made no progress for so long that it alone was begun again.',
    say: ({ loop, sinceMs }) => `the loop ${loop} has stood still for ${showDuration(sinceMs)}: begun again`,
    fields: { loop: (event) => event.loop, sinceMs: (event) => event.sinceMs },
  },
  failed: {
    level: 'error',
    when: 'The daemon met what it cannot go on with, and ends.',
    say: ({ message }) => message,
    fields: { code: (event) => event.code },
  },
  hung: {
    level: 'error',
    when: 'The process did nothing at all for so long that its watchdog kills it.',
    say: ({ sinceMs }) => `dpsync did nothing for ${showDuration(sinceMs)}, so it ends itself`,
    fields: { sinceMs: (event) => event.sinceMs },
  },
};
