declare module 'proxy-from-env' {
  /** The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY set for the URL; empty where none. */
  export function getProxyForUrl(url: string): string;
}
