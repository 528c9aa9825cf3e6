// The client of the browser, in Node: sends one file and prints its address. Argument: see test_broken_off.py, as JSON.
import fs from "node:fs";
import tus from "tus-js-client";

const wanted = JSON.parse(process.argv[2]);
const upload = new tus.Upload(fs.readFileSync(wanted.file), {
  endpoint: wanted.endpoint,
  headers: { Cookie: wanted.cookie },
  metadata: wanted.metadata,
  chunkSize: wanted.chunkSize,
  uploadDataDuringCreation: wanted.withCreation,
  retryDelays: [0, 50, 100, 100],
  onSuccess: () => console.log(upload.url),
  onError: (error) => {
    console.error(error);
    process.exitCode = 1;
  },
});
upload.start();
