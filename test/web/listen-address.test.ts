import { describe, expect, it } from 'vitest';
import { findListenAddress } from '../../src/web/listen-address.ts';

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1:8470', { host: '127.0.0.1', port: 8470, loopback: true }],
    ['127.8.9.10:0', { host: '127.8.9.10', port: 0, loopback: true }],
    ['localhost:1', { host: 'localhost', port: 1, loopback: true }],
    ['[::1]:65535', { host: '::1', port: 65_535, loopback: true }],
    ['0.0.0.0:8470', { host: '0.0.0.0', port: 8470, loopback: false }],
    ['[::]:8470', { host: '::', port: 8470, loopback: false }],
    ['cm01.corp.example:80', { host: 'cm01.corp.example', port: 80, loopback: false }],
    ['127.0.0.1.evil.example:80', { host: '127.0.0.1.evil.example', port: 80, loopback: false }],
    ['localhost.evil.example:80', { host: 'localhost.evil.example', port: 80, loopback: false }],
  ])('%s is read', (text, address) => {
    expect(findListenAddress(text)).toEqual(address);
  });

  it.each([
    '',
    '8470',
    ':8470',
    '127.0.0.1',
    '127.0.0.1:',
    '127.0.0.1:65536',
    '::1:8470',
    '[::1]',
    'a b:1',
    'http://a:1',
  ])('%j is none', (text) => {
    expect(findListenAddress(text)).toBeUndefined();
  });
});
