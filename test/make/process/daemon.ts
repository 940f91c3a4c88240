// `dpsync run` as a process of its own, and its log as it is written.
import type { Event } from '../../../src/model/event.ts';
import type { Estate } from '../estate.ts';
import type { Finished, Running } from './running.ts';

/** One line of the log. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly time: string;
  readonly event: Event['type'];
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A daemon that runs. */
export interface DaemonProcess extends Running {
  /** Every line so far. Throws where one is no JSON, or lacks what every line has. */
  lines(): readonly LogLine[];
  /** The first line of this event, with these fields, past the first `after` lines; waited for. */
  told(event: Event['type'], fields?: Fields, after?: number): Promise<LogLine>;
  /** Where it listens; waited for. */
  address(): Promise<string>;
  /** Ends it by SIGTERM. */
  end(): Promise<Finished>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Starts a daemon in an estate; the words stand behind `run`. */
export function startDaemon(estate: Pick<Estate, 'start'>, ...words: readonly string[]): DaemonProcess {
  const running = estate.start('run', ...words);
  const lines = () => linesOf(running.stderr());
  const told: DaemonProcess['told'] = (event, fields = {}, after = 0) =>
    running.found(() =>
      lines()
        .slice(after)
        .find(
          (line) => line.event === event && Object.entries(fields).every(([key, is]) => line[key] === is),
        ),
    );
  return {
    ...running,
    lines,
    told,
    address: async () => String((await told('listening')).address),
    end() {
      running.kill('SIGTERM');
      return running.finished;
    },
  };
}

/** The lines of a log that are complete. Throws where one is no JSON, or lacks what every line has. */
export function linesOf(log: string): readonly LogLine[] {
  return log
    .split('\n')
    .slice(0, -1)
    .map((text) => {
      const line = parseLine(text);
      if (line) return line;
      throw new Error(`no line of a log: ${text}; it says: ${log}`);
    });
}

function parseLine(text: string): LogLine | undefined {
  try {
    const line: LogLine = JSON.parse(text);
    const { level, time, event, msg } = line;
    const isWhole = ['debug', 'info', 'warn', 'error'].includes(level) && event && msg;
    return isWhole && new Date(time).toISOString() === time ? line : undefined;
  } catch {
    return undefined;
  }
}
