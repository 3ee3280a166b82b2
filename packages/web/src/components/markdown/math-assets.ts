// What KaTeX needs beside its code: styles with fonts, and TeX on the clipboard when a formula is copied.
import "katex/dist/katex.min.css";
import "katex/contrib/copy-tex";
