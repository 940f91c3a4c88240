import { describeLedger } from './contract.ts';
import { openIn, testFolder } from './open-in.ts';

describeLedger('sqlite', async () => {
  const folder = testFolder();
  return { open: () => openIn(folder) };
});
