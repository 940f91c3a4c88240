// A process of its own that opens a ledger as whoever it runs as, and says what came of it.
import { openLedger } from '../../../src/ledger/open.ts';
import { Failure } from '../../../src/model/failure.ts';

const [path = '', stateFolder = '', mode = 'write'] = process.argv.slice(2);
try {
  const ledger = await openLedger({
    place: { engine: 'sqlite', path },
    stateFolder,
    mode: mode === 'read' ? 'read' : 'write',
    clock: Date.now,
    actor: 'nobody@admin02',
  });
  await ledger.sources();
  await ledger.close();
  process.stdout.write(JSON.stringify({ opened: true }));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  const { code, message, consequence } = error;
  process.stdout.write(JSON.stringify({ code, message, consequence }));
}
