declare module '../../platform/access/access.ts' {
  interface Permissions {
    'places.read': true;
    'places.write': true;
  }
}

export {};
