#!/bin/sh
# Letters of the site, made from the npm packages @fontsource-variable/inter and @fontsource-variable/bricolage-grotesque:
#   sh tools/fonts.sh NODE_MODULES      (needs fonttools and brotli)
# and, for shared images, @fontsource/noto-emoji, @fontsource/noto-sans-arabic and @fontsource/noto-sans-hebrew.
# Kept: the letters and signs of French and its neighbours, the weights the styles use, kerning and ligatures.
set -eu
from="$1/@fontsource-variable"
to="$(dirname "$0")/../passeurs/core/static/core/fonts"
work="$(mktemp -d)"
letters="U+0020-007E,U+00A0-00FF,U+0152-0153,U+0178,U+2009-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2191,U+2193,U+2212"
for font in inter:400:700 bricolage-grotesque:700:800; do
  name="${font%%:*}"
  weights="${font#*:}"
  for part in latin latin-ext; do
    file="$name-$part-wght-normal.woff2"
    fonttools varLib.instancer -q "$from/$name/files/$file" "wght=$weights" -o "$work/$file.ttf"
    if [ "$part" = latin ]; then keep="--unicodes=$letters"; else keep="--unicodes=*"; fi
    pyftsubset "$work/$file.ttf" "$keep" --layout-features=kern,liga,calt,ccmp,locl,mark,mkmk,tnum,lnum --flavor=woff2 --output-file="$to/$file"
  done
done
rm -r "$work"
ls -l "$to"
# The letters of shared images: plain TTF, since resvg reads no WOFF2.
python "$(dirname "$0")/poster_fonts.py" "$1"
