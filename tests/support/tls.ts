import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate for doubles on this machine, trusted in this process only: the SDKs send tokens over TLS only, and
 * production code must have no way around that.
 */
export function localCertificate(): Promise<Certificate> {
  made ??= make();
  return made;
}

let made: Promise<Certificate> | undefined;

async function make(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 2, value: "vault.localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  setDefaultCACertificates([...getCACertificates("default"), cert]);
  return { key, cert };
}
