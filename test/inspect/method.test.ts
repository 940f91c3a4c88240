import { expect, it } from 'vitest';
import { methodFinding } from '../../src/inspect/method.ts';

it.each([
  [{ type: 'String', sent: true }, 'ok'],
  [{ type: 'StringArray', sent: true }, 'ok'],
  [{ type: 'StringArray', sent: false }, 'failure'],
  [null, 'warning'],
  [undefined, 'warning'],
] as const)('%o: %s', (parameter, kind) => {
  const finding = methodFinding('site P01', parameter);
  expect(finding.kind).toBe(kind);
  expect(finding.remedy === null).toBe(kind === 'ok');
});

it('tells a method that is not there from one that was not asked for', () => {
  expect(methodFinding('site P01', null).title).toContain('has no ReDistributePackage');
  expect(methodFinding('site P01', undefined).title).toContain('was not asked');
});
