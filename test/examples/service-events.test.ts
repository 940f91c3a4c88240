// Operators build alerts on events: the README of the service lists each as it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EVENT_TABLE } from '../../src/report/log/event-table.ts';

const README = readFileSync(join(import.meta.dirname, '../../examples/service/README.md'), 'utf8');
const HEAD = '| event | level | when | fields |\n| --- | --- | --- | --- |\n';

/** The rows of the table as the README is to have them. */
const ROWS = Object.entries(EVENT_TABLE).map(([event, { level, louder, when, fields }]) => {
  const levels = louder ? `${level}; ${louder.level} where ${louder.where}` : level;
  const names = Object.keys(fields).map((name) => `\`${name}\``);
  return `| \`${event}\` | ${levels} | ${when} | ${names.join(' ')} |`;
});

it('the README of the service lists every event, with its level, its sentence and its fields', () => {
  const start = README.indexOf(HEAD);
  const table = start < 0 ? '' : README.slice(start + HEAD.length).split('\n\n')[0];
  expect(table?.split('\n')).toEqual(ROWS);
});
