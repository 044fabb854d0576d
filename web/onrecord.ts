/** What runs in the browser. Every page works without it: it adds keys, and puts the reader's cards beside their words. */
import { setUpChips } from './chips.ts'
import { setUpCiting } from './cite.ts'
import { setUpCopying } from './copy.ts'
import { setUpFurther } from './further.ts'
import { setUpInbox } from './inbox.ts'
import { setUpKeys } from './keys.ts'
import { setUpMatrix } from './matrix.ts'
import { setUpPalette } from './palette.ts'
import { setUpReader } from './reader.ts'

setUpChips()
setUpInbox()
setUpCopying()
setUpFurther()
setUpKeys()
setUpMatrix()
setUpPalette()
setUpReader()
setUpCiting()
