import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { Loopback } from './loopback.ts';

/** Signed by itself, for 127.0.0.1 and aws.invalid, from 2024 to 2124. Its key protects nothing. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBdjCCARugAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA92cGNlLWF1
ZGl0IHRlc3QwIBcNMjQwMTAxMDAwMDAwWhgPMjEyNDAxMDEwMDAwMDBaMBoxGDAW
BgNVBAMMD3ZwY2UtYXVkaXQgdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BEmlKOIhpi/+RclStimBWixUzaRGNBBiVuQi7QB0rJQoHFKrwzX8kHzbgt8FrmXH
9hrSKH2fNS7VbaaOR8n78LmjUDBOMBwGA1UdEQQVMBOHBH8AAAGCC2F3cy5pbnZh
bGlkMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFLz7cgA3BkHml5smqDTjia0Q
nel2MAoGCCqGSM49BAMCA0kAMEYCIQDoFGrEa9/wHncdZ84/4KdcOyu3hrdWkCyI
7Q+pBtYjQwIhAIEG9I74mII+I1Jv5ibZyjYQPBJTAGd0hpu2uXOyHfvt
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg06pZuIxXsWuF4+pB
JLMXy4rNqeby54W9XKOF/himzo6hRANCAARJpSjiIaYv/kXJUrYpgVosVM2kRjQQ
YlbkIu0AdKyUKBxSq8M1/JB824LfBa5lx/Ya0ih9nzUu1W2mjkfJ+/C5
-----END PRIVATE KEY-----
`;

export interface TlsFront {
  readonly url: string;
  close(): void;
}

/** The loopback server behind TLS, with a certificate that nobody knows. */
export const startTls = async ({ url }: Loopback): Promise<TlsFront> => {
  const server = createServer({ cert: certificate, key }, (client) => {
    const behind = connect(Number(new URL(url).port), '127.0.0.1');
    client.on('error', () => behind.destroy()).on('close', () => behind.destroy());
    behind.on('error', () => client.destroy());
    client.pipe(behind).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
};
