import { expect, it } from 'vitest';
import { singleFlight } from '../../src/web/single-flight.ts';

it('gives all who ask meanwhile one answer, and the next a new one', async () => {
  const finish: ((answer: number) => void)[] = [];
  const read = singleFlight(() => new Promise<number>((resolve) => finish.push(resolve)));
  const first = [read(), read(), read()];
  expect(finish).toHaveLength(1);
  finish[0]?.(1);
  expect(await Promise.all(first)).toEqual([1, 1, 1]);
  const second = read();
  finish[1]?.(2);
  expect(await second).toBe(2);
});

it('asks again after an error', async () => {
  const answers = [Promise.reject(new Error('busy')), Promise.resolve('well')];
  const read = singleFlight(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  await expect(read()).rejects.toThrow('busy');
  expect(await read()).toBe('well');
});
