// What tsc finds where the browser finds the library (jobcenter/web/vendored.py).
export * from "idb";
