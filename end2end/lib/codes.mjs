// Reads payment codes as somebody's telephone would: from the picture on the screen, with ZXing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } });

/** The texts of all codes in a picture (PNG). */
export async function codes(png) {
  const found = await readBarcodes(new Blob([png]), { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 4 });
  return found.map((code) => new TextDecoder("utf-8", { fatal: true }).decode(code.bytes));
}
