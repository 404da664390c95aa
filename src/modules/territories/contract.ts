declare module '../../platform/access/access.ts' {
  interface Permissions {
    'territories.read': true;
    'territories.write': true;
  }
}

export {};
