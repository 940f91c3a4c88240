import { describe, expect, it } from 'vitest';
import { MESSAGE_IDS } from '../../../src/model/site/message-ids.ts';

describe('what a message id means', () => {
  it.each(Object.entries(MESSAGE_IDS))('%s is one sentence', (id, meaning) => {
    expect(id).toMatch(/^(2|8)\d{3}$/);
    expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
  });
});
