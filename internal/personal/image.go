package personal

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"strings"

	"daylight/internal/diag"
)

// maxText bounds how much of a compressed text in a picture is looked at.
const maxText = 1 << 20

// picture tells whether a file is a picture, by its first bytes and not by its name.
func picture(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) || bytes.HasPrefix(data, []byte("\xff\xd8\xff")) || bytes.HasPrefix(data, []byte("GIF8")) ||
		len(data) > 12 && (string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" || string(data[4:8]) == "ftyp")
}

// picture looks through what a picture says beside what it shows.
func (s *Scan) picture(name string, data []byte) {
	told := map[Kind]bool{}
	tell := func(kind Kind) {
		if !told[kind] {
			told[kind] = true
			s.report(name, diag.Pos{Path: name}, kind, "the metadata of this picture")
		}
	}
	for _, block := range metadata(data) {
		if gps(block) {
			tell(Coordinates)
		}
		for _, line := range texts(block) {
			hits := find(line)
			for _, text := range disguises(line) {
				hits = append(hits, find(text)...)
			}
			for _, h := range hits {
				tell(h.kind)
			}
		}
	}
}

// metadata returns the blocks of a picture that hold no picture: Exif, XMP, comments.
func metadata(data []byte) [][]byte {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return pngBlocks(data[8:])
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return jpegBlocks(data[2:])
	case bytes.HasPrefix(data, []byte("GIF8")):
		return [][]byte{data}
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12:
		return webpBlocks(data[12:])
	}
	return [][]byte{data} // AVIF and its like: boxes within boxes; the words in them are looked through as they are
}

// pngBlocks returns the chunks of words and of Exif, unpacked.
func pngBlocks(data []byte) (blocks [][]byte) {
	for len(data) >= 12 {
		size := uint64(binary.BigEndian.Uint32(data))
		if size > uint64(len(data)-12) {
			return append(blocks, data)
		}
		body := data[8 : 8+size]
		switch string(data[4:8]) {
		case "tEXt", "eXIf", "zTXt", "iTXt":
			blocks = append(blocks, body)
			if packed := bytes.Index(body, []byte("\x78")); packed >= 0 && data[4] != 't' {
				blocks = append(blocks, unpacked(body)...)
			}
		}
		data = data[12+size:]
	}
	return append(blocks, data)
}

// unpacked tries each place at which a compressed text may begin.
func unpacked(body []byte) (blocks [][]byte) {
	for i := 0; i < len(body) && i < 400; i++ {
		if body[i] != 0x78 {
			continue
		}
		if r, err := zlib.NewReader(bytes.NewReader(body[i:])); err == nil {
			text, _ := io.ReadAll(io.LimitReader(r, maxText))
			if len(text) > 0 {
				blocks = append(blocks, text)
			}
		}
	}
	return blocks
}

// jpegBlocks returns the application segments and comments.
func jpegBlocks(data []byte) (blocks [][]byte) {
	for len(data) >= 4 && data[0] == 0xff {
		mark, size := data[1], int(binary.BigEndian.Uint16(data[2:]))
		if mark == 0xda || mark == 0xd9 || size < 2 || size+2 > len(data) {
			break
		}
		if mark >= 0xe0 && mark <= 0xef || mark == 0xfe {
			blocks = append(blocks, data[4:2+size])
		}
		data = data[2+size:]
	}
	if end := bytes.LastIndex(data, []byte("\xff\xd9")); end >= 0 {
		blocks = append(blocks, data[end+2:]) // what follows the picture
	}
	return blocks
}

func webpBlocks(data []byte) (blocks [][]byte) {
	for len(data) >= 8 {
		size := uint64(binary.LittleEndian.Uint32(data[4:]))
		if size > uint64(len(data)-8) {
			return append(blocks, data)
		}
		switch string(data[:4]) {
		case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP":
		default:
			blocks = append(blocks, data[8:8+size])
		}
		data = data[min(uint64(len(data)), 8+size+size%2):]
	}
	return blocks
}

// texts returns the words in a block: as single bytes, and as the 16-bit signs that some
// programs write into Exif.
func texts(block []byte) []string {
	lines := strings.Split(readable(block), "\n")
	narrow := make([]byte, 0, len(block)/2)
	for i := 0; i+1 < len(block); i++ {
		switch {
		case block[i+1] == 0 && block[i] >= 0x20:
			narrow = append(narrow, block[i])
			i++
		case len(narrow) > 0 && narrow[len(narrow)-1] != 0:
			narrow = append(narrow, 0)
		}
	}
	return append(lines, strings.Split(readable(narrow), "\n")...)
}

// gps tells whether a block holds the place where a picture was taken: the Exif directory's pointer to
// it, or the same in XMP's words.
func gps(block []byte) bool {
	if bytes.Contains(block, []byte("GPSLatitude")) || bytes.Contains(block, []byte("GPSLongitude")) {
		return true
	}
	for i := 0; i+8 <= len(block); i++ {
		var order binary.ByteOrder
		switch string(block[i : i+4]) {
		case "II*\x00":
			order = binary.LittleEndian
		case "MM\x00*":
			order = binary.BigEndian
		default:
			continue
		}
		if pointsAtPlace(block[i:], order) {
			return true
		}
	}
	return false
}

// pointsAtPlace reads the first directory of a TIFF for the tag of the directory of places,
// and that for a latitude or a longitude.
func pointsAtPlace(tiff []byte, order binary.ByteOrder) bool {
	at, ok := tag(tiff, order, uint64(order.Uint32(tiff[4:])), 0x8825)
	if !ok {
		return false
	}
	_, latitude := tag(tiff, order, at, 2)
	_, longitude := tag(tiff, order, at, 4)
	return latitude || longitude
}

// tag returns the value of a tag of the directory at an offset.
func tag(tiff []byte, order binary.ByteOrder, offset uint64, want uint16) (value uint64, ok bool) {
	if offset+2 > uint64(len(tiff)) {
		return 0, false
	}
	n := uint64(order.Uint16(tiff[offset:]))
	for i := range n {
		at := offset + 2 + 12*i
		if at+12 > uint64(len(tiff)) {
			return 0, false
		}
		if order.Uint16(tiff[at:]) == want {
			return uint64(order.Uint32(tiff[at+8:])), true
		}
	}
	return 0, false
}
