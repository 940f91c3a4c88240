import { type WindowSettings, windowForm } from '../../../src/plan/windows/form.ts';

/** A window as the config reads it: an allow window of an hour at 22:00 UTC, for every entry. */
export function makeWindow(written: Readonly<Record<string, unknown>> = {}): WindowSettings {
  return windowForm.parse({ kind: 'allow', schedule: '0 22 * * *', duration: '1h', ...written });
}
