import type { Finding } from '../model/finding.ts';
import type { Source } from '../source/source.ts';
import { amount } from './amount.ts';
import { failure, type Look, ok, showError, warning } from './look.ts';

/** Whether a source can be fetched, and whether there is anything in it that could declare. */
export function sourceLook(source: Source, signal: AbortSignal | undefined): Look {
  const subject = `source ${source.name}`;
  return { subject, look: () => lookAtSource(subject, source, signal) };
}

async function lookAtSource(
  subject: string,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  const head = await fetchHead(subject, source, signal);
  if (typeof head !== 'string') return [head];
  const { files, skipped } = await source.changes(head, null);
  if (files.length === 0) {
    return [
      warning(subject, {
        title: 'has no file that could declare anything',
        detail: `At ${head.slice(0, 10)} of ${source.url} nothing under its path ends in .yaml or .yml: everything that it declared before would read as removed.`,
        remedy: "Check path and branch of this source in the config, and the branch's newest commits.",
      }),
    ];
  }
  const rest = skipped.length > 0 ? `, ${amount(skipped.length, 'link or submodule')} skipped` : '';
  return [ok(subject, 'can be fetched', `${amount(files.length, 'file')} at ${head.slice(0, 10)}${rest}`)];
}

async function fetchHead(
  subject: string,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<string | Finding> {
  try {
    return await source.fetch(signal);
  } catch (error) {
    const remedy = 'Check url, branch and auth of this source in the config, and the way to its host.';
    return failure(subject, { title: 'cannot be fetched', detail: showError(error), remedy });
  }
}
