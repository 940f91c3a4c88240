// The calls that apply makes, with the same client and settings, and nothing else: prints the milliseconds they took.
import { Client } from 'undici';
import { groupOf, packageOf } from './declaration.ts';

const IDLE = 900;
const AT_ONCE = 10;

const [, , url = '', count = '0'] = process.argv;
const { origin, pathname } = new URL(url);
const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
const clients = Array.from({ length: AT_ONCE }, () => {
  const keepAlive = { keepAliveTimeout: IDLE, keepAliveMaxTimeout: IDLE };
  return new Client(origin, { ...keepAlive, allowH2: false, headersTimeout: 0, bodyTimeout: 0 });
});

const groups = await readGroups();
let next = 0;
const begun = performance.now();
await Promise.all(clients.map(callOn));
console.log(performance.now() - begun);
await Promise.all(clients.map((client) => client.close()));

async function readGroups(): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`${url}/wmi/SMS_DistributionPointGroup`);
  const { value } = (await response.json()) as { value: readonly { Name: string; GroupID: string }[] };
  return new Map(value.map(({ Name, GroupID }) => [Name, GroupID]));
}

async function callOn(client: Client): Promise<void> {
  for (let number = next; number < Number(count); number = next) {
    next += 1;
    const group = encodeURIComponent(groups.get(groupOf(number)) ?? '');
    const path = `${pathname}/wmi/SMS_DistributionPointGroup('${group}')/AdminService.ReDistributePackage`;
    const body = JSON.stringify({ PackageID: packageOf(number) });
    const response = await client.request({ path, method: 'POST', headers, body });
    const { ReturnValue } = (await response.body.json()) as { readonly ReturnValue?: number };
    if (ReturnValue !== 0) throw new Error(`call ${number} of ${url} was not accepted`);
  }
}
