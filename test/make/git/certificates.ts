import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeTempFolder } from '../temp-folder.ts';

/** A certificate for 127.0.0.1 and the authority that signed it, as PEM; `caFile` is the authority's file. */
export interface Certificates {
  readonly key: string;
  readonly cert: string;
  readonly caFile: string;
}

/** Whether openssl is here to make them. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes an authority that nobody trusts, and a certificate of it for this address; removed when the test ends. */
export function makeCertificates(address = '127.0.0.1'): Certificates {
  const folder = makeTempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const file = (name: string) => join(folder.path, name);
  const openssl = (...parameters: readonly string[]) =>
    execFileSync('openssl', parameters, { stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-subj',
    '/CN=Test authority',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  );
  openssl(
    ...['req', '-x509', ...newKey, '-subj', '/CN=Test site', '-addext', `subjectAltName=IP:${address}`],
    ...['-addext', 'basicConstraints=critical,CA:FALSE'],
    ...[
      '-CA',
      file('ca.pem'),
      '-CAkey',
      file('ca.key'),
      '-keyout',
      file('key.pem'),
      '-out',
      file('cert.pem'),
    ],
  );
  return {
    key: readFileSync(file('key.pem'), 'utf8'),
    cert: readFileSync(file('cert.pem'), 'utf8'),
    caFile: file('ca.pem'),
  };
}
