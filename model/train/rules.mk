# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make trainer, train, paper. The trainer is linked without the weights, so it builds when they
# no longer fit the tables.

.PHONY: train paper
trainer: $(TRAINER)
ifneq ($(call have,$(call system_libs,train)),)
$(TRAINER): $(call archives,train)
	$(call link,$(call system_libs,train))
else
$(TRAINER):
	@echo '$(call missing,The trainer,$(call system_libs,train))' >&2; exit 1
endif

DATA ?=
export DATA
need_data = @[ -n "$$DATA" ] || { echo 'Say where the recordings are: make $@ DATA=directory' >&2; exit 2; }
train: trainer
	$(need_data)
	$(Q)$(TRAINER) train "$$DATA"
paper: trainer
	$(need_data)
	$(Q)$(TRAINER) paper "$$DATA"
