import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The renderer's code and the fonts, as files of packages. A bundle carries copies beside its code: see
 * infra/build/carried.ts, which stands in for this module there.
 */
export const FILES = {
  renderer: require.resolve('@resvg/resvg-wasm/index_bg.wasm'),
  regular: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  semibold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};
