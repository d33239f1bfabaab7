// Runs Ace on many EPUB files in one process.
//
// Arguments: a folder, then EPUB files. The report on the n-th file becomes n.json in the folder.
// Needs the modules of package.json beside the folder that NODE_PATH names, and PUPPETEER_EXECUTABLE_PATH.
"use strict";

const fs = require("fs");
const path = require("path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

const [folder, ...files] = process.argv.slice(2);

(async () => {
    for (const [index, file] of files.entries()) {
        const outdir = path.join(folder, `${index}.ace`);
        const options = { cwd: process.cwd(), outdir, silent: true, initLogger: index === 0 };
        const [, report] = await ace(file, options, runner);
        fs.writeFileSync(path.join(folder, `${index}.json`), JSON.stringify(report));
    }
    process.exit(0);
})().catch((error) => {
    console.error(error);
    process.exit(1);
});
