// What KaTeX needs beside its code: styles with fonts, and TeX on the clipboard when a formula is copied.
import "./math.css";
import "katex/contrib/copy-tex";
