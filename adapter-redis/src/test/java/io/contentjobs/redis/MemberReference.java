package io.contentjobs.redis;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A field, method or constructor that a class file refers to.
 *
 * @param owner the binary name of the class through which it is used
 * @param descriptor of a field or method, as in a class file
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVMS 4.4</a>
 */
record MemberReference(String owner, String name, String descriptor) {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** Returns the references in the constant pool of a class file. */
    static List<MemberReference> in(Path classFile) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, int[]> entries = new HashMap<>();
        Map<Integer, int[]> members = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(classFile)))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case UTF8 -> texts.put(i, in.readUTF());
                    case 9, 10, 11 -> members.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                    case 12 -> entries.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                    case 7, 8, 16, 19, 20 -> entries.put(i, new int[] {in.readUnsignedShort()});
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 17, 18 -> in.skipNBytes(4);
                    case LONG, DOUBLE -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("Unknown constant " + tag + " in " + classFile);
                }
            }
        }
        return members.values().stream()
                .map(member -> {
                    int[] owner = entries.getOrDefault(member[0], new int[1]);
                    int[] nameAndType = entries.getOrDefault(member[1], new int[2]);
                    return new MemberReference(
                            texts.getOrDefault(owner[0], "").replace('/', '.'),
                            texts.getOrDefault(nameAndType[0], ""),
                            texts.getOrDefault(nameAndType[1], ""));
                })
                .toList();
    }

    @Override
    public String toString() {
        return owner + "." + name + descriptor;
    }
}
