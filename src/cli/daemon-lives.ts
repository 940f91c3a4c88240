// The config of a daemon changes while it runs: what is in force then, and what becomes of a config with mistakes.
import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Failure, messageOf } from '../model/failure.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { watchConfig } from '../settings/watch-config.ts';
import { beginLife, type Ended, type Lasting, type Life } from './daemon-life.ts';

/** What is in force at the moment. */
export interface InForce {
  settings: Settings;
  /** undefined between two lives. */
  life: Life | undefined;
}

/** Life after life, until something other than a new config ends one. */
export async function liveOn(now: InForce, lasting: Lasting): Promise<Ended> {
  let next: Settings | undefined;
  const lookAgain = () => {
    const settings = findReadable(now.settings, lasting);
    if (!settings) return;
    // What was written and taken back before it was taken over is none.
    next = isDeepStrictEqual(settings, now.settings) ? undefined : settings;
    if (next) now.life?.reload();
  };
  const onFault = (message: string) => lasting.tell({ type: 'warned', message });
  const watching = await watchConfig(now.settings.file, { onChange: lookAgain, onFault });
  // It may have changed since it was read and before it was watched.
  lookAgain();
  try {
    let before: Settings | undefined;
    for (;;) {
      now.life = await beginOrGoBack(before, now, lasting);
      if (next) now.life.reload();
      const ended = await now.life.ended;
      now.life = undefined;
      if (ended !== 'reload') return ended;
      before = next && now.settings;
      now.settings = next ?? now.settings;
      next = undefined;
    }
  } finally {
    await watching.close();
  }
}

/** Begins with the new settings, or goes on with those before them, and tells which. */
async function beginOrGoBack(before: Settings | undefined, now: InForce, lasting: Lasting): Promise<Life> {
  const { file } = now.settings;
  if (!before) return beginLife(now.settings, lasting);
  try {
    const life = await beginLife(now.settings, lasting);
    lasting.tell({ type: 'reloaded', file });
    return life;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    lasting.tell({ type: 'reloadRefused', file, message: messageOf(error) });
    now.settings = before;
    return beginLife(before, lasting);
  }
}

/** The config as it is now; undefined where it has mistakes or cannot be taken over, which is told. */
function findReadable(present: Settings, { environment, tell }: Lasting): Settings | undefined {
  const { file, ledger } = present;
  try {
    const settings = readSettings({ file, folder: dirname(file), environment });
    if (resolve(settings.ledger.path) === resolve(ledger.path)) return settings;
    tell({ type: 'reloadRefused', file, message: 'another ledger is taken over by a restart only' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: 'reloadRefused', file, message: messageOf(error) });
  }
  return undefined;
}
