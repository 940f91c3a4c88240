import { describe, expect, it } from 'vitest';
import { webForm } from '../../src/web/settings.ts';

describe('the web server in the config', () => {
  it('takes an address, and where the token of the metrics is', () => {
    const form = { listen: '127.0.0.1:8470', metricsTokenEnv: 'DPSYNC_METRICS_TOKEN' };
    expect(webForm.parse(form)).toEqual(form);
    expect(webForm.parse({})).toEqual({});
  });

  it.each([
    [{ listen: '8470' }, 'is no HOST:PORT; write 127.0.0.1:8470 or [::1]:8470'],
    [{ metricsTokenEnv: 's3cret-token' }, 'is no name of an environment variable'],
  ])('says what is wrong with %j', (form, message) => {
    expect(webForm.safeParse(form).error?.issues).toMatchObject([{ message }]);
  });

  it('knows no other key', () => {
    expect(webForm.safeParse({ listen: '127.0.0.1:1', port: 1 }).success).toBe(false);
  });
});
