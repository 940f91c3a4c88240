import type { Finding } from '../model/views/finding.ts';
import type { Signature, Source } from '../source/source.ts';
import { amount } from './amount.ts';
import { type Check, failure, ok, showError, warning } from './check.ts';

/** Whether a source can be fetched and is signed as it should be, and whether anything in it could declare. */
export function sourceCheck(source: Source, signal: AbortSignal | undefined): Check {
  const subject = `source ${source.name}`;
  return { subject, check: () => checkSource(subject, source, signal) };
}

async function checkSource(
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
  const found = `${amount(files.length, 'file')} at ${head.slice(0, 10)}${rest}`;
  const signature = signatureFindings(subject, head, await source.verify(head));
  return [ok(subject, 'can be fetched', found), ...signature];
}

/** Nothing where no signature is asked for. */
function signatureFindings(subject: string, head: string, signature: Signature): readonly Finding[] {
  if (!signature.verified) {
    return [
      warning(subject, {
        title: 'has a newest commit that is not verified',
        detail: `Commit ${head.slice(0, 10)} ${signature.message}: what it brings is held.`,
        remedy: "Have the branch's next commit signed, or check at verify of this source in the config.",
      }),
    ];
  }
  return signature.key === null
    ? []
    : [ok(subject, "is signed by one of the operator's keys", signature.key)];
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
