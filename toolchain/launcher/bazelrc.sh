#!/bin/bash
# Prints the rc file for Bazel in an assembled root: bazelrc.sh ROOT-FOLDER
#
# It says where the Debian packages keep the modules that MODULE.bazel names, so that MODULE.bazel
# itself stays what a bazelisk user needs.
set -euo pipefail

folder=$1
support=/usr/local/share/molt

cat <<END
# A server that was started in another root must not be asked again: it sees that root's files.
startup --host_jvm_args=-Dmolt.root=$(basename "$folder")
# Debian has no package for what WORKSPACE would download.
common --noenable_workspace
common --override_module=rules_rust=/usr/share/bazel/rules/rust
common --override_module=protobuf=$support/modules/protobuf
common --override_module=zlib=$support/modules/zlib
common --override_module=apple_support=$support/modules/apple_support
common --override_module=aspect_rules_js=$support/modules/aspect_rules_js
common --override_module=buildozer=$support/modules/buildozer
common --override_repository=rules_rust~~rust_host_tools~rust_host_tools=$support/rust_host_tools
common --registry=file://$support/registry
common --repo_env=CARGO_BAZEL_GENERATOR_URL=file://$support/bin/cargo-bazel
common --repo_env=CARGO_HOME=$folder/cargo-home
common --repo_env=MOLT_SYSTEM_RUST=/usr
END

# The same without modules: what Bazel's own WORKSPACE suffix would download.
for repository in rules/cc rules/java rules/license rules/proto rules/python tools/platforms tools/skylib; do
    name=${repository#*/}
    case "$repository" in
    rules/*) name=rules_$name ;;
    tools/skylib) name=bazel_skylib ;;
    esac
    echo "common:workspace --override_repository=$name=/usr/share/bazel/$repository"
done
