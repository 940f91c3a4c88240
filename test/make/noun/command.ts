import type { OperatorCommand } from '../../../src/model/views/history.ts';

/** Something that an operator said: that a first run may go, unless said otherwise. */
export function makeCommand(more: Partial<OperatorCommand> = {}): OperatorCommand {
  return { at: 5_000, actor: 'ann@admin01', command: 'firstRun', target: 'content', reason: null, ...more };
}
